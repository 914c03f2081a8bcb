export default {

};
